# SPDX-License-Identifier: ISC
#
# generate.awk - the example town: records whose figures are all invented.
#
# usage: awk -f common.awk -f units.awk ... -f generate.awk DIR	(see generate)
#
# POSIX awk. One run imagines the whole town and writes its files into DIR, so they belong
# together: the teams serve the households of their areas, the tips that they brought are
# among those of their commune, the awards go to teams that are there. Each step has a
# seed of its own: to change one does not move what the next one draws. Only areas.yaml,
# institutions.yaml and communes.yaml share theirs.

BEGIN {
	if (ARGC != 2) {
		print "usage: awk -f common.awk ... -f generate.awk DIR" | "cat 1>&2"
		exit 2
	}
	dir = ARGV[1]
	setup_units()
	units()
	seed(2018, 375, 96)
	areas()
	institutions()
	communes()
	seed(2008, 375, 14)
	early_years()
	seed(2008, 378, 14)
	forces()
	seed(2008, 10, 19)
	self_management()
	seed(2018, 7, 25)
	nominations()
	findings()
	seed(2018, 5, 31)
	meetings()
	deadlines()
	n = split("units areas institutions communes early-years teams models nominations findings meetings deadlines", file, " ")
	for (i = 1; i <= n; i++)
		if (close(path(file[i])))
			exit 2
	exit 0
}

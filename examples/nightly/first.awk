# SPDX-License-Identifier: ISC
# The name of the first record that stands twice.

value("slug") == "duplicate-record" { print value("record"); exit }

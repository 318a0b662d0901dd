# SPDX-License-Identifier: ISC
# Why a file cannot be taken as it is: the message that says so.  Nothing where the fault is not the file's.

value("slug") ~ /^(unreadable|bad-seal)$/ { print value("text"); exit }

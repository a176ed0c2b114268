# Moments are texts like 2026-12-01T08:00:00Z, which sort as time goes. So whether something is older
# than some days is asked by comparing it with the moment that many days before.
#
# Days are counted in the Gregorian calendar from the first of March of the year 0: in years that
# begin with March the leap day is the last, and the lengths of months follow one line.
package bundle

# The same time of day, whole days earlier. Undefined when the moment's day is in no calendar.
days_before(moment, days) := concat("", [date(day(today) - days), substring(moment, 10, -1)]) if {
	today := substring(moment, 0, 10)
	date(day(today)) == today
}

day(text) := ((((365 * year) + leap_days(year)) + floor(((153 * month) + 2) / 5)) + of_month) - 1 if {
	# January and February are the months 10 and 11 of the year before.
	month := (two(substring(text, 5, 2)) + 9) % 12
	year := to_number(substring(text, 0, 4)) - floor(month / 10)
	of_month := two(substring(text, 8, 2))
}

leap_days(year) := (floor(year / 4) - floor(year / 100)) + floor(year / 400)

date(day) := text if {
	# 400 years have 146097 days, and the last day of them, of a century and of four years is a leap day.
	cycle := floor(day / 146097)
	rest := day % 146097
	leaps := (floor(rest / 1460) - floor(rest / 36524)) + floor(rest / 146096)
	year_of_cycle := floor((rest - leaps) / 365)
	year := (400 * cycle) + year_of_cycle
	of_year := (rest - (365 * year_of_cycle)) - (floor(year_of_cycle / 4) - floor(year_of_cycle / 100))
	month := floor(((5 * of_year) + 2) / 153)
	of_month := (of_year - floor(((153 * month) + 2) / 5)) + 1
	named := format_int(year + floor(month / 10), 10)
	text := concat("-", [named, digits(((month + 2) % 12) + 1), digits(of_month)])
}

# Of two digits, the first of which may be a zero.
two(text) := to_number(concat("", ["1", text])) - 100

digits(number) := substring(format_int(number + 100, 10), 1, 2)

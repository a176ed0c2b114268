package bundle_test

reviewed(reviews) := but({"change": {"reviews": reviews}})

review(by, commit, approves) := {"by": by, "commit": commit, "approves": approves}

test_review_by_other__passes if passes("review_by_other", good)

test_review_by_other__fails if fails("review_by_other", reviewed([review("u-1", this_commit, true)]))

test_review_by_other__fails_without_an_approval if {
	fails("review_by_other", reviewed([review("u-2", this_commit, false)]))
	fails("review_by_other", reviewed([]))
}

# Which commit was approved is the next rule's matter.
test_review_by_other__boundary if {
	passes("review_by_other", reviewed([review("u-2", earlier_commit, true)]))
}

test_review_by_other__missing if lacks("review_by_other", without("change/reviews"))

test_review_current__passes if passes("review_current", good)

test_review_current__fails if {
	stale := reviewed([review("u-2", earlier_commit, true)])
	fails("review_current", stale)
	said("review_current", stale) == "0 of 1"
}

test_review_current__boundary if {
	one := reviewed([review("u-2", this_commit, true), review("u-2", this_commit, true)])
	two := reviewed([review("u-2", this_commit, true), review("u-3", this_commit, true)])
	fails_by("review_current", one, {"reviews": {"least": 2}})
	passes_by("review_current", two, {"reviews": {"least": 2}})
}

test_review_current__boundary_author_among_two if {
	two := reviewed([review("u-2", this_commit, true), review("u-1", this_commit, true)])
	fails_by("review_current", two, {"reviews": {"least": 2}})
}

test_review_current__missing if lacks("review_current", without("change/reviews"))

test_review_unopposed__passes if passes("review_unopposed", good)

test_review_unopposed__fails if {
	opposed := reviewed([review("u-2", this_commit, true), review("u-3", this_commit, false)])
	fails("review_unopposed", opposed)
	said("review_unopposed", opposed) == "refused by u-3"
}

test_review_unopposed__boundary if {
	mended := reviewed([review("u-3", earlier_commit, false), review("u-2", this_commit, true)])
	passes("review_unopposed", mended)
}

test_review_unopposed__missing if lacks("review_unopposed", without("change/reviews"))

package bundle

# Who approves the change, whichever of its commits they saw. The author's own word does not count.
approve_change := {review.by |
	some review in input.change.reviews
	review.approves
	review.by != input.change.author
}

# Of those, who saw the commit that is asked for.
approve_commit := {review.by |
	some review in input.change.reviews
	review.approves
	review.by != input.change.author
	review.commit == input.commit
}

refuse_commit := {review.by |
	some review in input.change.reviews
	not review.approves
	review.commit == input.commit
}

pass contains "review_by_other" if count(approve_change) > 0

missing contains "review_by_other" if not input.change.reviews

pass contains "review_current" if {
	input.change.reviews
	count(approve_commit) >= data.reviews.least
}

missing contains "review_current" if not input.change.reviews

detail.review_current := $"{count(approve_commit)} of {data.reviews.least}" if input.change.reviews

pass contains "review_unopposed" if {
	input.change.reviews
	count(refuse_commit) == 0
}

missing contains "review_unopposed" if not input.change.reviews

detail.review_unopposed := $"refused by {listed(refuse_commit)}" if count(refuse_commit) > 0

package bundle

# Who said yes to deploying this very commit.
approvers := {approval.by |
	some approval in input.approvals
	approval.commit == input.commit
}

pass contains "approval_given" if {
	production
	count(approvers) > 0
}

missing contains "approval_given" if not input.approvals

detail.approval_given := "none of the approvals is of this commit" if {
	count(input.approvals) > 0
	count(approvers) == 0
}

pass contains "approval_by_impact" if {
	production
	input.approvals
	count(approvers) >= data.approvals.least[input.change.impact]
}

missing contains "approval_by_impact" if not input.approvals

missing contains "approval_by_impact" if not input.change.impact

detail.approval_by_impact := $"{count(approvers)} of {least} for {input.change.impact} impact" if {
	input.approvals
	least := data.approvals.least[input.change.impact]
}

pass contains "approval_not_by_author" if {
	production
	count(approvers) > 0
	input.change.author
	not input.change.author in approvers
}

missing contains "approval_not_by_author" if not input.approvals

missing contains "approval_not_by_author" if not input.change.author

pass contains "approval_not_by_starter" if {
	production
	count(approvers) > 0
	input.change.starter
	not input.change.starter in approvers
}

missing contains "approval_not_by_starter" if not input.approvals

missing contains "approval_not_by_starter" if not input.change.starter

package bundle_test

import data.bundle

table := {"secret.put": ["owner", "admin"], "audit.seal": ["system"], "page.none": []}

asked(role, action) := {"role": role, "action": action}

passes(role, action) if {
	"role_allowed" in bundle.pass with input as asked(role, action)
		with data.permissions as table
}

test_role_allowed__passes if passes("owner", "secret.put")

test_role_allowed__passes_system if passes("system", "audit.seal")

test_role_allowed__fails if not passes("viewer", "secret.put")

test_role_allowed__fails_system if not passes("system", "secret.put")

test_role_allowed__boundary if not passes("owner", "page.none")

test_role_allowed__boundary_unknown_action if not passes("owner", "page.unknown")

test_role_allowed__boundary_unknown_role if not passes("own", "secret.put")

test_role_allowed__missing if {
	"role_allowed" in bundle.missing with input as {"action": "secret.put"}
		with data.permissions as table
}

test_role_allowed__missing_action if {
	"role_allowed" in bundle.missing with input as {"role": "owner"}
		with data.permissions as table
}

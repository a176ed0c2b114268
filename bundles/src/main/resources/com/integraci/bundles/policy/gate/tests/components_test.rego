package bundle_test

listing(changes) := but({"evidence": {"sbom": changes}})

unlisted := without("evidence/sbom")

test_sbom_filled__passes if passes("sbom_filled", good)

test_sbom_filled__fails if {
	fails("sbom_filled", listing({"components": 0}))
	said("sbom_filled", listing({"components": 0})) == "0 components"
}

test_sbom_filled__boundary if passes("sbom_filled", listing({"components": 1}))

test_sbom_filled__missing if lacks("sbom_filled", unlisted)

test_sbom_versions__passes if passes("sbom_versions", good)

test_sbom_versions__fails if {
	fails("sbom_versions", listing({"without_version": 2}))
	said("sbom_versions", listing({"without_version": 2})) == "2 components"
}

test_sbom_versions__boundary if {
	two := listing({"without_version": 2})
	passes_by("sbom_versions", two, {"sbom": {"without_version_most": 2}})
	fails_by("sbom_versions", two, {"sbom": {"without_version_most": 1}})
}

test_sbom_versions__missing if lacks("sbom_versions", unlisted)

test_sbom_purls__passes if passes("sbom_purls", good)

test_sbom_purls__fails if {
	fails("sbom_purls", listing({"without_purl": 2}))
	said("sbom_purls", listing({"without_purl": 2})) == "2 components"
}

test_sbom_purls__boundary if {
	two := listing({"without_purl": 2})
	passes_by("sbom_purls", two, {"sbom": {"without_purl_most": 2}})
	fails_by("sbom_purls", two, {"sbom": {"without_purl_most": 1}})
}

test_sbom_purls__missing if {
	lacks("sbom_purls", unlisted)
	lacks("sbom_purls", without("evidence/sbom/without_purl"))
}

test_sbom_licences__passes if passes("sbom_licences", good)

test_sbom_licences__fails if {
	fails("sbom_licences", listing({"without_licence": 2}))
	said("sbom_licences", listing({"without_licence": 2})) == "2 components"
}

test_sbom_licences__boundary if {
	two := listing({"without_licence": 2})
	passes_by("sbom_licences", two, {"sbom": {"without_licence_most": 2}})
	fails_by("sbom_licences", two, {"sbom": {"without_licence_most": 1}})
}

test_sbom_licences__missing if {
	lacks("sbom_licences", unlisted)
	lacks("sbom_licences", without("evidence/sbom/without_licence"))
}

test_licences_allowed__passes if passes("licences_allowed", good)

test_licences_allowed__fails if {
	mixed := listing({"licences": ["MIT", "AGPL-3.0-only", "BUSL-1.1"]})
	fails("licences_allowed", mixed)
	said("licences_allowed", mixed) == "AGPL-3.0-only, BUSL-1.1"
}

# Ids are taken as SPDX writes them.
test_licences_allowed__boundary if {
	passes("licences_allowed", listing({"licences": ["Apache-2.0", "BSD-3-Clause"]}))
	fails("licences_allowed", listing({"licences": ["Apache-2"]}))
}

test_licences_allowed__missing if lacks("licences_allowed", unlisted)

test_registries_allowed__passes if passes("registries_allowed", good)

test_registries_allowed__fails if {
	loose := listing({"purl_types": ["maven", "generic"]})
	fails("registries_allowed", loose)
	said("registries_allowed", loose) == "generic"
}

test_registries_allowed__boundary if {
	passes("registries_allowed", listing({"purl_types": []}))
	fails("registries_allowed", listing({"purl_types": ["npm", "npmx"]}))
}

test_registries_allowed__missing if {
	lacks("registries_allowed", unlisted)
	lacks("registries_allowed", without("evidence/sbom/purl_types"))
}

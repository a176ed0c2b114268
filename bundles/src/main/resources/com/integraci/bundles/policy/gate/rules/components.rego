package bundle

sbom := input.evidence.sbom

pass contains "sbom_filled" if sbom.components >= data.sbom.components_least

missing contains "sbom_filled" if not sbom.components

detail.sbom_filled := $"{sbom.components} components" if sbom

pass contains "sbom_versions" if sbom.without_version <= data.sbom.without_version_most

missing contains "sbom_versions" if not sbom.without_version

detail.sbom_versions := $"{sbom.without_version} components" if sbom.without_version

pass contains "sbom_purls" if sbom.without_purl <= data.sbom.without_purl_most

missing contains "sbom_purls" if not sbom.without_purl

detail.sbom_purls := $"{sbom.without_purl} components" if sbom.without_purl

pass contains "sbom_licences" if sbom.without_licence <= data.sbom.without_licence_most

missing contains "sbom_licences" if not sbom.without_licence

detail.sbom_licences := $"{sbom.without_licence} components" if sbom.without_licence

unwanted_licences := outside(data.licences.allowed, sbom.licences)

pass contains "licences_allowed" if count(unwanted_licences) == 0

missing contains "licences_allowed" if not sbom.licences

detail.licences_allowed := listed(unwanted_licences) if count(unwanted_licences) > 0

unwanted_registries := outside(data.registries.allowed, sbom.purl_types)

pass contains "registries_allowed" if count(unwanted_registries) == 0

missing contains "registries_allowed" if not sbom.purl_types

detail.registries_allowed := listed(unwanted_registries) if count(unwanted_registries) > 0

package bundle

# Whatever stands in a provenance here was signed: facts carry none whose signature does not hold.
provenance := input.evidence.provenance

left_out := {name |
	some name in ["build_type", "digest", "parameters", "source"]
	not name in object.keys(provenance)
}

pass contains "provenance_complete" if {
	provenance
	count(left_out) == 0
}

missing contains "provenance_complete" if not provenance

detail.provenance_complete := $"without {listed(left_out)}" if count(left_out) > 0

pass contains "provenance_builder" if allows(data.provenance.builders, provenance.builder)

missing contains "provenance_builder" if not provenance.builder

detail.provenance_builder := provenance.builder

pass contains "provenance_build_type" if allows(data.provenance.build_types, provenance.build_type)

missing contains "provenance_build_type" if not provenance.build_type

detail.provenance_build_type := provenance.build_type

pass contains "provenance_source" if {
	sources := [replace(source, "{service}", input.service) | some source in data.provenance.sources]
	allows(sources, provenance.source)
}

missing contains "provenance_source" if not provenance.source

detail.provenance_source := provenance.source

pass contains "provenance_commit" if provenance.commit == input.commit

missing contains "provenance_commit" if not provenance.commit

detail.provenance_commit := $"built from {provenance.commit}" if provenance.commit

unexpected := outside(data.provenance.parameters, provenance.parameters)

pass contains "provenance_parameters" if count(unexpected) == 0

missing contains "provenance_parameters" if not provenance.parameters

detail.provenance_parameters := listed(unexpected) if count(unexpected) > 0

pass contains "artifact_attested" if input.artifact.digest == provenance.digest

missing contains "artifact_attested" if not input.artifact.digest

missing contains "artifact_attested" if not provenance.digest

detail.artifact_attested := $"built was {provenance.digest}" if provenance.digest

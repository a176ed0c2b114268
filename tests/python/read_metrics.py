"""Reads an exposition from standard input as Prometheus' own library does, and says each family in a line."""

import sys

from prometheus_client.parser import text_string_to_metric_families

# What we name ourselves is there once; Keycloak's own text has some of its families twice.
OURS = ("integraci_", "pg_", "gnatsd_", "jetstream_")

seen = set()
for family in text_string_to_metric_families(sys.stdin.read()):
    # The library takes a counter's ending off.
    name = family.name + ("_total" if family.type == "counter" else "")
    if name in seen and name.startswith(OURS):
        sys.exit("twice: " + name)
    seen.add(name)
    print("\t".join([name, family.type, str(len(family.samples)), family.documentation]))

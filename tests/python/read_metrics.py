"""Reads an exposition from standard input as Prometheus' own library does, and says each family in a line."""

import sys

from prometheus_client.parser import text_string_to_metric_families

seen = set()
for family in text_string_to_metric_families(sys.stdin.read()):
    # The library takes a counter's ending off.
    name = family.name + ("_total" if family.type == "counter" else "")
    if name in seen:
        sys.exit("twice: " + name)
    seen.add(name)
    print("\t".join([name, family.type, str(len(family.samples)), family.documentation]))

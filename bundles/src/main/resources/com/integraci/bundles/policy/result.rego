# What is asked of every bundle. A rule holds only if the bundle says so: what it leaves undefined,
# for want of evidence or by a mistake, is denied.
package integraci

result := {
	"pass": [id | some id in data.bundle.pass],
	"not_applicable": [id | some id in data.bundle.not_applicable],
	"missing": [id | some id in data.bundle.missing],
	"detail": {id: text | some id, text in data.bundle.detail},
}

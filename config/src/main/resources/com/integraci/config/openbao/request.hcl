# One request's, inside one tenant's namespace, for a minute: it puts and destroys values. It reads none,
# because nothing of the appliance gives a value back. It signs for the broker's account of the tenant.
path "kv/data/+" {
  capabilities = ["create", "update"]
}
path "kv/metadata/+" {
  capabilities = ["read", "delete"]
}
path "transit/keys/broker" {
  capabilities = ["read"]
}
path "transit/sign/broker" {
  capabilities = ["update"]
}
path "auth/token/revoke-self" {
  capabilities = ["update"]
}

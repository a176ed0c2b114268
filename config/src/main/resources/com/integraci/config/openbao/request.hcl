# One request's, inside one tenant's namespace, for a minute: it puts and destroys values. It reads none,
# because nothing of the appliance gives a value back.
path "kv/data/+" {
  capabilities = ["create", "update"]
}
path "kv/metadata/+" {
  capabilities = ["read", "delete"]
}
path "auth/token/revoke-self" {
  capabilities = ["update"]
}

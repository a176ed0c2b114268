# One request's, inside one tenant's namespace, for a minute: it puts and destroys values. It reads none,
# because nothing of the appliance gives a value back. It signs for the broker's account of the tenant. What an
# identity provider knows the tenant by is kept apart and read, because Keycloak has to be told it.
path "kv/data/+" {
  capabilities = ["create", "update"]
}
path "kv/metadata/+" {
  capabilities = ["read", "delete"]
}
path "kv/data/provider/+" {
  capabilities = ["create", "update", "read"]
}
path "kv/metadata/provider/+" {
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

# The installer's, once: its secret is good for one login within ten minutes of the first start.
path "auth/approle/role/provisioner/secret-id" {
  capabilities      = ["update"]
  denied_parameters = { "*" = [] }
}
path "auth/approle/role/control-plane/secret-id" {
  capabilities      = ["update"]
  denied_parameters = { "*" = [] }
}
path "auth/approle/role/recovery/secret-id" {
  capabilities      = ["update"]
  denied_parameters = { "*" = [] }
}

# What NATS trusts is signed once, with this login: the operator's own token and the system account's.
path "appliance/transit/keys/broker-operator" {
  capabilities = ["read"]
}
path "appliance/transit/keys/broker-system" {
  capabilities = ["read"]
}
path "appliance/transit/sign/broker-operator" {
  capabilities = ["update"]
}

path "auth/token/revoke-self" {
  capabilities = ["update"]
}

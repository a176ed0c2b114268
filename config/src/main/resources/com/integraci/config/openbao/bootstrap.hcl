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

path "auth/token/revoke-self" {
  capabilities = ["update"]
}

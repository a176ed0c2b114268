# The installer's, once: its secret is good for one login within ten minutes of the first start.
path "auth/approle/role/provisioner/secret-id" {
  capabilities      = ["update"]
  denied_parameters = { "*" = [] }
}
path "auth/approle/role/control-plane/secret-id" {
  capabilities      = ["update"]
  denied_parameters = { "*" = [] }
}

# Recovery keys, made once and encrypted to the operator's key.
path "sys/rotate/recovery/init" {
  capabilities = ["read", "update", "delete", "sudo"]
}
path "sys/rotate/recovery/update" {
  capabilities = ["update", "sudo"]
}

path "auth/token/revoke-self" {
  capabilities = ["update"]
}

# The operator's, for "integraci recovery-keys": it makes the recovery keys while there are none, and then
# destroys its own role. Once there are keys, changing them takes the keys themselves.
path "sys/rotate/recovery/init" {
  capabilities = ["update", "sudo"]
}
path "auth/approle/role/recovery" {
  capabilities = ["delete"]
}

path "auth/token/revoke-self" {
  capabilities = ["update"]
}

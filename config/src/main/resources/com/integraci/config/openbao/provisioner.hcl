# The provisioning workflow's. It builds a tenant's namespace out of fixed parts, sees how they are set up, and can
# read no value in it: every value it may send is spelled out, so that it can't make a credential that reads one
# either. To read a part it sends the part's values in the query, which are demanded of every request.
# A "+" matches a whole segment and the first one is the namespace; what must stay out of reach is denied by
# its own path, which goes before a "+".
path "appliance/*" {
  capabilities = ["deny"]
}

path "sys/namespaces/t-*" {
  capabilities      = ["create", "read", "update", "delete"]
  denied_parameters = { "*" = [] }
}

path "+/sys/mounts/kv" {
  capabilities        = ["create", "read", "update"]
  required_parameters = ["type"]
  allowed_parameters  = { "type" = ["kv-v2"] }
}
path "+/kv/config" {
  capabilities        = ["create", "read", "update"]
  required_parameters = ["cas_required", "max_versions"]
  allowed_parameters  = {
    "cas_required" = ["true"]
    "max_versions" = ["1"]
  }
}

path "+/sys/mounts/transit" {
  capabilities        = ["create", "read", "update"]
  required_parameters = ["type"]
  allowed_parameters  = { "type" = ["transit"] }
}
path "+/transit/keys/tenant" {
  capabilities        = ["create", "read", "update"]
  required_parameters = ["type"]
  allowed_parameters  = { "type" = ["aes256-gcm96"] }
}

path "+/transit/keys/broker" {
  capabilities        = ["create", "read", "update"]
  required_parameters = ["type"]
  allowed_parameters  = { "type" = ["ed25519"] }
}

path "+/sys/auth/approle" {
  capabilities        = ["create", "read", "update", "sudo"]
  required_parameters = ["type"]
  allowed_parameters  = { "type" = ["approle"] }
}
path "+/auth/approle/role/request" {
  capabilities        = ["create", "read", "update"]
  required_parameters = [
    "role_id", "token_policies", "token_no_default_policy", "token_ttl", "token_max_ttl",
    "secret_id_ttl", "secret_id_num_uses"
  ]
  allowed_parameters = {
    "role_id"                 = ["request"]
    "token_policies"          = ["request"]
    "token_no_default_policy" = ["true"]
    "token_ttl"               = ["60s"]
    "token_max_ttl"           = ["60s"]
    "secret_id_ttl"           = ["60s"]
    "secret_id_num_uses"      = ["1"]
  }
}
path "+/auth/approle/role/request/role-id" {
  capabilities      = ["read"]
  denied_parameters = { "*" = [] }
}
path "+/sys/policies/acl/request" {
  capabilities        = ["create", "read", "update"]
  required_parameters = ["policy"]
  allowed_parameters  = { "policy" = ["@policy_request@"] }
}

path "auth/token/revoke-self" {
  capabilities = ["update"]
}

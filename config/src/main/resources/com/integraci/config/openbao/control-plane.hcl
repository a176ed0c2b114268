# The control plane's, standing. No tenant's value answers to it: it can ask for a single-use secret that
# logs in to one tenant's namespace for a minute, and each such request is in that tenant's audit chain.
path "+/auth/approle/role/request/secret-id" {
  capabilities      = ["update"]
  denied_parameters = { "*" = [] }
}
path "appliance/auth/*" {
  capabilities = ["deny"]
}

# Keys that sign a tenant's webhooks: they go in wrapped, sign, and never come out. The tenant's own key and
# the appliance's namespace are not for this.
path "+/transit/wrapping_key" {
  capabilities = ["read"]
}
path "+/transit/keys/+/import" {
  capabilities        = ["update"]
  required_parameters = ["type", "ciphertext"]
  allowed_parameters  = {
    "type"       = ["hmac"]
    "ciphertext" = []
  }
}
path "+/transit/hmac/+/sha2-256" {
  capabilities        = ["update"]
  required_parameters = ["input"]
  allowed_parameters  = { "input" = [] }
}
path "+/transit/hmac/tenant/sha2-256" {
  capabilities = ["deny"]
}
path "appliance/transit/wrapping_key" {
  capabilities = ["deny"]
}
path "appliance/transit/keys/+/import" {
  capabilities = ["deny"]
}
path "appliance/transit/hmac/*" {
  capabilities = ["deny"]
}

# Password hashes of sign-ups that are being provisioned, gone after fifteen minutes.
path "appliance/signups/data/+" {
  capabilities = ["create", "read", "update"]
}
path "appliance/signups/metadata/+" {
  capabilities = ["read", "delete"]
}
path "appliance/signups/metadata" {
  capabilities = ["list"]
}

# The site's key for audit checkpoints and exports. It never leaves.
path "appliance/transit/keys/audit" {
  capabilities = ["read"]
}
path "appliance/transit/keys/audit/rotate" {
  capabilities      = ["update"]
  denied_parameters = { "*" = [] }
}
path "appliance/transit/sign/audit" {
  capabilities = ["update"]
}
path "appliance/transit/verify/audit" {
  capabilities = ["update"]
}

# The broker's operator, whose signature makes an account, and its system account, whose users tell the broker
# about accounts. Neither key ever leaves.
path "appliance/transit/keys/broker-operator" {
  capabilities = ["read"]
}
path "appliance/transit/keys/broker-system" {
  capabilities = ["read"]
}
path "appliance/transit/sign/broker-operator" {
  capabilities = ["update"]
}
path "appliance/transit/sign/broker-system" {
  capabilities = ["update"]
}

# What OpenBao tells of itself, as numbers: no path, no value, no tenant.
path "sys/metrics" {
  capabilities = ["read"]
}

path "auth/token/revoke-self" {
  capabilities = ["update"]
}

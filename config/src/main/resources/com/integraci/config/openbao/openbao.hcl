# OpenBao for one appliance. Filled by com.integraci.config.OpenBaoConfig; nothing secret stands here: the
# unseal key is named by file, the bootstrap secret comes from the environment of the first start.
api_addr      = "https://127.0.0.1:@port@"
cluster_addr  = "https://127.0.0.1:@cluster_port@"
cluster_name  = "integraci"
ui            = false
log_level     = "info"
log_format    = "json"

storage "raft" {
  path                   = "@data@"
  node_id                = "node1"
  performance_multiplier = 1
}

listener "tcp" {
  address              = "127.0.0.1:@port@"
  cluster_address      = "127.0.0.1:@cluster_port@"
  tls_cert_file        = "@certificate@"
  tls_key_file         = "@key@"
  tls_min_version      = "tls13"
  max_request_size     = 2097152
  max_request_duration = "30s"

  # Recovery keys can be changed by a token that may, never by whoever reaches the port.
  disable_unauthed_rekey_endpoints = true
}

# Read with the control plane's credential only. What counts by tenant is left out: a name for each mount of each
# namespace would grow without a bound.
telemetry {
  prometheus_retention_time = "5m"
  disable_hostname          = true
  usage_gauge_period        = "none"
  prefix_filter             = ["-vault.route", "-vault.rollback"]
}

seal "static" {
  current_key_id = "k1"
  current_key    = "file://@unseal_key@"
}

# Values are HMACed in it. A request that can't be written here is refused.
audit "file" "requests" {
  options {
    file_path = "@audit_log@"
    mode      = "0600"
  }
}

# What follows runs once, at the first start, with a root token that is revoked at its end. Policies are in
# base64 so that no quoting stands between the reviewed text and what is stored.
initialize "policies" {
  request "bootstrap" {
    operation = "update"
    path      = "sys/policies/acl/bootstrap"
    data      = { policy = "@policy_bootstrap@" }
  }
  request "provisioner" {
    operation = "update"
    path      = "sys/policies/acl/provisioner"
    data      = { policy = "@policy_provisioner@" }
  }
  request "control-plane" {
    operation = "update"
    path      = "sys/policies/acl/control-plane"
    data      = { policy = "@policy_control_plane@" }
  }
  request "recovery" {
    operation = "update"
    path      = "sys/policies/acl/recovery"
    data      = { policy = "@policy_recovery@" }
  }
}

initialize "roles" {
  request "approle" {
    operation = "update"
    path      = "sys/auth/approle"
    data      = { type = "approle" }
  }
  request "bootstrap" {
    operation = "update"
    path      = "auth/approle/role/bootstrap"
    data = {
      role_id                 = "bootstrap"
      token_policies          = ["bootstrap"]
      token_no_default_policy = true
      token_ttl               = "10m"
      token_max_ttl           = "10m"
    }
  }
  request "provisioner" {
    operation = "update"
    path      = "auth/approle/role/provisioner"
    data = {
      role_id                 = "provisioner"
      token_policies          = ["provisioner"]
      token_no_default_policy = true
      token_ttl               = "5m"
      token_max_ttl           = "5m"
    }
  }
  request "control-plane" {
    operation = "update"
    path      = "auth/approle/role/control-plane"
    data = {
      role_id                 = "control-plane"
      token_policies          = ["control-plane"]
      token_no_default_policy = true
      token_ttl               = "30m"
      token_max_ttl           = "30m"
    }
  }
  request "recovery" {
    operation = "update"
    path      = "auth/approle/role/recovery"
    data = {
      role_id                 = "recovery"
      token_policies          = ["recovery"]
      token_no_default_policy = true
      token_ttl               = "5m"
      token_max_ttl           = "5m"
    }
  }
  request "bootstrap-secret" {
    operation = "update"
    path      = "auth/approle/role/bootstrap/custom-secret-id"
    data = {
      num_uses = 1
      ttl      = "10m"
      secret_id = {
        eval_type       = "string"
        eval_source     = "env"
        env_var         = "INTEGRACI_BOOTSTRAP_SECRET_ID"
        require_present = true
      }
    }
  }
}

initialize "appliance" {
  request "namespace" {
    operation = "update"
    path      = "sys/namespaces/appliance"
    data      = {}
  }
  request "signups" {
    operation = "update"
    path      = "appliance/sys/mounts/signups"
    data      = { type = "kv-v2" }
  }
  request "transit" {
    operation = "update"
    path      = "appliance/sys/mounts/transit"
    data      = { type = "transit" }
  }
  request "audit-key" {
    operation = "update"
    path      = "appliance/transit/keys/audit"
    data = {
      type                   = "ed25519"
      exportable             = false
      allow_plaintext_backup = false
    }
  }
  request "broker-operator-key" {
    operation = "update"
    path      = "appliance/transit/keys/broker-operator"
    data = {
      type                   = "ed25519"
      exportable             = false
      allow_plaintext_backup = false
    }
  }
  request "broker-system-key" {
    operation = "update"
    path      = "appliance/transit/keys/broker-system"
    data = {
      type                   = "ed25519"
      exportable             = false
      allow_plaintext_backup = false
    }
  }
}

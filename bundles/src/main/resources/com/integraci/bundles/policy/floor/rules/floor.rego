package bundle

# What no row names is nobody's.
pass contains "role_allowed" if input.role in data.permissions[input.action]

missing contains "role_allowed" if not input.role

missing contains "role_allowed" if not input.action

-- Operators may suspend a team: its people are refused, its data stays, and the appliance's own work on it goes on.
alter table app.tenant drop constraint tenant_state_check;
alter table app.tenant add constraint tenant_state_check
    check (state in ('provisioning', 'active', 'suspended', 'failed'));

-- How a transaction on behalf of a suspended team's people ends (class IC is nobody else's). It is called by the
-- statement that opens the transaction, and is a function because only one can raise a condition of its own.
create function app.refuse_suspended() returns boolean
    language plpgsql as
$$
begin
    raise exception 'the tenant is suspended' using errcode = 'IC001';
end
$$;
grant execute on function app.refuse_suspended() to integraci_app;

package com.integraci.appliance;

import com.integraci.appliance.jobs.RecurringJob;
import com.integraci.appliance.jobs.WakeUp;
import com.integraci.appliance.members.Membership;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.secrets.SecretSweeper;
import java.time.Duration;

/** What removes each minute what is over. */
record Sweeps(WakeUp secretsLeft, SecretSweeper secrets, Membership membership, OpenBao openbao) {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  void start(Opened opened) {
    opened.keep(RecurringJob.start("secrets", MINUTE, secretsLeft, secrets::sweep));
    opened.keep(RecurringJob.start("members", MINUTE, new WakeUp(), membership.sweeper()::sweep));
    opened.keep(RecurringJob.start("signups", MINUTE, new WakeUp(), openbao.signups()::sweep));
  }
}

package com.integraci.appliance;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.jobs.RecurringJob;
import com.integraci.appliance.jobs.WakeUp;
import com.integraci.appliance.notices.NoticeMail;
import com.integraci.appliance.notices.NoticeRoutes;
import com.integraci.appliance.notices.Notices;
import java.time.Duration;

/** What members are told. */
record Telling(Notices notices, NoticeMail.Parts letters) {

  /** How long a notice waits at most before it is mailed. */
  private static final Duration POLL = Duration.ofSeconds(5);

  static Telling of(AuditLog audit, NoticeMail.Parts letters) {
    return new Telling(new Notices(letters.database(), letters.policy(), audit), letters);
  }

  Routes routes() {
    return NoticeRoutes.of(notices);
  }

  RecurringJob start(JobDatabase claims) {
    return RecurringJob.start("notices", POLL, new WakeUp(), new NoticeMail(letters, claims)::run);
  }
}

package com.integraci.tests.workflow;

import dev.dbos.transact.workflow.Workflow;

/** A workflow of DBOS Transact's. */
public interface TenSteps {

  /** Ten steps that do nothing. */
  @Workflow
  void run();
}

package com.integraci.appliance.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.policy.NoticeRules.Category;
import com.integraci.appliance.policy.NoticeRules.Rule;
import com.integraci.appliance.policy.NoticeRules.To;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoticeRulesTest {

  @Test
  void aRowSaysWhatAnActionTellsAndWhom() {
    var rules = NoticeRules.parse("# comment\n\nmember.change account subject\nsecret.put -\n");
    assertEquals(Optional.of(new Rule(Category.ACCOUNT, To.SUBJECT)), rules.of("member.change"));
    assertEquals(Optional.empty(), rules.of("secret.put"));
    assertTrue(rules.knows("secret.put"));
    assertFalse(rules.knows("secret.delete"));
  }

  @Test
  void whatIsAboutTheServiceAloneIsNotMailed() {
    assertFalse(Category.SERVICE.mailed());
    assertTrue(Category.SECURITY.mailed());
    assertTrue(Category.ACCOUNT.mailed());
  }

  @Test
  void aRowThatMakesNoSenseIsRefused() {
    for (String row :
        new String[] {
          "no.action -",
          "member.change",
          "member.change account",
          "member.change gossip subject",
          "member.change account neighbours",
          "member.change -\nmember.change -"
        }) {
      assertThrows(RuntimeException.class, () -> NoticeRules.parse(row), row);
    }
  }
}

package com.integraci.keycloak.bcrypt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.credential.hash.PasswordHashProviderFactory;
import org.keycloak.models.ModelException;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.policy.PasswordPolicyProviderFactory;
import org.keycloak.policy.PolicyError;

class BcryptPasswordsTest {
  /** Of "correct horse battery", made with the bcrypt of another maker. */
  private static final String FOREIGN_HASH =
      "$2b$10$VvRHJTasIdLC3oNPfshNQezL.R4XGPibp8dHApJAbeTrevOeQFV7i";

  private final BcryptPasswords passwords = new BcryptPasswords();

  @Test
  void aPasswordVerifiesAgainstItsHashOnly() {
    PasswordCredentialModel credential = passwords.encodedCredential("correct horse", -1);

    assertTrue(passwords.verify("correct horse", credential));
    assertFalse(passwords.verify("correct horsf", credential));
    assertFalse(passwords.verify("", credential));
  }

  @Test
  void theStoredFormIsTheOneTheControlPlaneImports() {
    PasswordCredentialModel credential = passwords.encodedCredential("correct horse", 11);

    assertEquals("bcrypt", credential.getPasswordCredentialData().getAlgorithm());
    assertEquals(11, credential.getPasswordCredentialData().getHashIterations());
    assertArrayEquals(new byte[0], credential.getPasswordSecretData().getSalt());
    String hash = credential.getPasswordSecretData().getValue();
    assertTrue(hash.matches("\\$2a\\$11\\$[./A-Za-z0-9]{53}"), hash);
  }

  @Test
  void aHashOfAnotherMakerVerifies() {
    assertTrue(passwords.verify("correct horse battery", stored("bcrypt", 10, FOREIGN_HASH)));
  }

  @Test
  void theCostIsTheRealmsWithinItsLimits() {
    assertEquals(10, cost(passwords.encodedCredential("correct horse", -1)));
    assertEquals(12, cost(passwords.encodedCredential("correct horse", 12)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 9, 15, 27_500})
  void aCostThatIsWeakOrRuinousIsRefused(int cost) {
    assertThrows(ModelException.class, () -> passwords.encodedCredential("correct horse", cost));
  }

  @Test
  void everyByteUpTo72CountsAndMoreAreRefused() {
    String longest = "é".repeat(35) + "ab";
    PasswordCredentialModel credential = passwords.encodedCredential(longest, -1);

    assertTrue(passwords.verify(longest, credential));
    assertFalse(passwords.verify("é".repeat(35) + "ac", credential));
    assertFalse(passwords.verify(longest + "c", credential));
    ModelException e =
        assertThrows(
            ModelException.class, () -> passwords.encodedCredential("é".repeat(36) + "a", -1));
    assertEquals(PasswordBytes.MESSAGE, e.getMessage());
  }

  @Test
  void anotherAlgorithmNeverVerifies() {
    assertFalse(passwords.verify("correct horse battery", stored("argon2", 10, FOREIGN_HASH)));
    assertFalse(passwords.verify("correct horse battery", stored("bcrypt", 10, "rubbish")));
  }

  @Test
  void aBcryptHashIsKeptUnlessTheRealmAsksForAnotherCost() {
    PasswordCredentialModel credential = stored("bcrypt", 10, FOREIGN_HASH);

    assertTrue(passwords.policyCheck(PasswordPolicy.build().build(null), credential));
  }

  @Test
  void keycloakFindsTheProvidersAndPrefersBcrypt() {
    PasswordHashProviderFactory hash =
        ServiceLoader.load(PasswordHashProviderFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(BcryptFactory.class::isInstance)
            .findFirst()
            .orElseThrow();

    assertEquals("bcrypt", hash.getId());
    assertTrue(hash.order() > 100);
    assertTrue(
        ServiceLoader.load(PasswordPolicyProviderFactory.class).stream()
            .anyMatch(p -> p.type() == PasswordBytesFactory.class));
  }

  @Test
  void formsRefuseMoreThan72BytesWithAMessage() {
    PasswordBytes policy = new PasswordBytes();

    assertNull(policy.validate("ann", "é".repeat(36)));
    PolicyError error = policy.validate("ann", "é".repeat(36) + "a");
    assertEquals(PasswordBytes.MESSAGE, error.getMessage());
    assertArrayEquals(new Object[] {72}, error.getParameters());
  }

  private static int cost(PasswordCredentialModel credential) {
    return credential.getPasswordCredentialData().getHashIterations();
  }

  private static PasswordCredentialModel stored(String algorithm, int cost, String hash) {
    return PasswordCredentialModel.createFromValues(algorithm, new byte[0], cost, hash);
  }
}

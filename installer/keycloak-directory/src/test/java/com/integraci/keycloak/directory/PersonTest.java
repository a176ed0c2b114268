package com.integraci.keycloak.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonTest {

  private static final String DN = "uid=ada,ou=people,dc=corp,dc=example";
  private static final String ID = "0192f0aa-0000-7000-8000-000000000002";

  @Test
  void anEntryIsSomebodyByItsIdNameAndAddress() {
    var entry = entry(new Attribute("entryUUID", ID), new Attribute("mail", "ada@corp.example"));
    assertEquals(
        Optional.of(new Person(DN, ID, "ada", "ada@corp.example")),
        Person.of(entry, place("entryUUID")));
  }

  @Test
  void activeDirectorysIdIsWrittenAsMicrosoftDoes() {
    var bytes = HexFormat.of().parseHex("33221100554477668899aabbccddeeff");
    assertEquals(
        Optional.of("00112233-4455-6677-8899-aabbccddeeff"),
        Person.of(entry(new Attribute("objectGUID", bytes)), place("objectGUID")).map(Person::id));
    var high = HexFormat.of().parseHex("ffffffffffffffffffffffffffffffff");
    assertEquals(
        Optional.of("ffffffff-ffff-ffff-ffff-ffffffffffff"),
        Person.of(entry(new Attribute("objectGUID", high)), place("objectGUID")).map(Person::id));
  }

  @Test
  void whoHasNotOneUsableIdIsNobody() {
    var none = Optional.<Person>empty();
    assertEquals(none, Person.of(entry(new Attribute("cn", "x")), place("entryUUID")));
    assertEquals(none, Person.of(entry(new Attribute("objectGUID", ID)), place("objectGUID")));
    assertEquals(none, Person.of(entry(new Attribute("number", "1", "2")), place("number")));
    for (String id : new String[] {"", "a b", "ä", "x".repeat(201), "a\u0000"}) {
      assertEquals(none, Person.of(entry(new Attribute("number", id)), place("number")), id);
    }
    var nameless = new Entry(DN, new Attribute("entryUUID", ID));
    assertEquals(none, Person.of(nameless, place("entryUUID")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ada", "ada@", "a da@corp.example", "a@b@c.example"})
  void anAddressThatIsNoneIsLeftOut(String mail) {
    var entry = entry(new Attribute("entryUUID", ID), new Attribute("mail", mail));
    assertEquals(Optional.of(""), Person.of(entry, place("entryUUID")).map(Person::email));
  }

  private static Entry entry(Attribute... attributes) {
    var entry = new Entry(DN, attributes);
    entry.addAttribute("uid", "ada");
    return entry;
  }

  private static Place place(String idAttribute) {
    return new Place("localhost", 1, false, "dc=corp,dc=example", "cn=x", "", idAttribute, "uid");
  }
}

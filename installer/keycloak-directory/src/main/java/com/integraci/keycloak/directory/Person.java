package com.integraci.keycloak.directory;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Somebody in a directory.
 *
 * @param dn the entry's name
 * @param id what never changes of it, as text
 * @param name what people type as theirs
 * @param email the first of its addresses, or ""
 */
record Person(String dn, String id, String name, String email) {

  static final String MAIL = "mail";

  /** Active Directory's: sixteen bytes and no text. */
  private static final String OBJECT_GUID = "objectguid";

  private static final Pattern ID = Pattern.compile("[!-~]{1,200}");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,189}");
  private static final int NAME_MAX = 255;

  /** Of an entry; empty when it has not one id that is usable, or no name. */
  static Optional<Person> of(Entry entry, Place place) {
    var name = entry.getAttributeValue(place.userAttribute());
    return id(entry.getAttribute(place.idAttribute()))
        .filter(_ -> name != null && !name.isBlank() && name.length() <= NAME_MAX)
        .map(id -> new Person(entry.getDN(), id, name, email(entry)));
  }

  private static Optional<String> id(Attribute attribute) {
    if (attribute == null || attribute.size() != 1) {
      return Optional.empty();
    }
    if (attribute.getBaseName().toLowerCase(Locale.ROOT).equals(OBJECT_GUID)) {
      return Optional.of(attribute.getValueByteArray())
          .filter(bytes -> bytes.length == 16)
          .map(Person::guid);
    }
    return Optional.of(attribute.getValue()).filter(value -> ID.matcher(value).matches());
  }

  /** As Microsoft writes it: the first three groups have their lowest byte first. */
  private static String guid(byte[] bytes) {
    var little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long high = Integer.toUnsignedLong(little.getInt()) << 32;
    high |= Short.toUnsignedLong(little.getShort()) << 16;
    high |= Short.toUnsignedLong(little.getShort());
    return new UUID(high, little.order(ByteOrder.BIG_ENDIAN).getLong()).toString();
  }

  private static String email(Entry entry) {
    var mail = entry.getAttributeValue(MAIL);
    return mail != null && EMAIL.matcher(mail).matches() ? mail : "";
  }
}

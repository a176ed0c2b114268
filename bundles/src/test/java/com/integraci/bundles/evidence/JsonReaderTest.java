package com.integraci.bundles.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

/** The bounds that hold for every JSON document, on a bill of materials. */
class JsonReaderTest {
  private static final Read BILL = Read.as(EvidenceKind.CYCLONEDX);
  private static final String HEAD = "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", ";

  @Test
  void whatIsNotOneDocumentIsRefusedAtItsPlace() {
    BILL.refuses("It is empty", "");
    BILL.refuses("It is empty", " ");
    BILL.refuses("file-0:2:", HEAD + "\n\"components\": [{");
    BILL.refuses("It is not JSON", "<xml/>");
    BILL.refuses("It is not JSON", HEAD + "\"components\": [],}");
    BILL.refuses("Something follows", HEAD + "\"components\": []} {}");
    BILL.refuses("It is not an object", "[]");
    BILL.refuses("/components: It is not an array", HEAD + "\"components\": {}}");
    BILL.refuses("/components/0: It is not an object", HEAD + "\"components\": [[]]}");
  }

  @Test
  void aNameGivenTwiceIsRefusedAtAnyDepth() {
    BILL.refuses("Duplicate", HEAD + "\"components\": [], \"components\": []}");
    BILL.refuses("Duplicate", HEAD + "\"components\": [{\"version\": \"1\", \"version\": \"\"}]}");
    BILL.refuses("Duplicate", HEAD + "\"x\": {\"y\": 1, \"y\": 2}, \"components\": []}");
  }

  @Test
  void depthAndNumberAreBound() {
    int deepest = JsonReader.DEPTH_MAX - 1;
    var body = HEAD + "\"components\": [], \"x\": ";
    BILL.facts((body + "[".repeat(deepest) + "]".repeat(deepest) + "}").getBytes(UTF_8));
    BILL.refuses("100 levels", body + "[".repeat(deepest + 1));

    BILL.refuses("1000000 names and values", body + "[" + "0,".repeat(1_000_000) + "0]}");
    BILL.facts((body + "[" + "0,".repeat(990_000) + "0]}").getBytes(UTF_8));
    BILL.refuses("a number or a name", body + "{\"" + "n".repeat(10_001) + "\": 1}}");
  }

  @Test
  void aFileIsBound() {
    var document = HEAD + "\"components\": []}";
    var whole = document + " ".repeat(EvidenceFile.BYTES_MAX - document.length());
    BILL.facts(whole.getBytes(UTF_8));
    BILL.refuses("larger than 16 MiB", whole + " ");
  }
}

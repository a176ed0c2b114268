package com.integraci.appliance.members;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What a SAML identity provider's metadata say (SAML 2.0 Metadata): one entity, its address for
 * sign-ins, and the certificates that it signs with. A signature of the metadata is not looked at:
 * whoever attaches the provider vouches for them.
 *
 * @param entity its name
 * @param sso where browsers are sent, or "" when there is no address for a binding we speak
 * @param post whether by a form, and not by a redirect
 * @param certificates X.509, in base64, with commas between
 * @param described whether it was read from metadata, and not typed
 */
record SamlMetadata(
    String entity, String sso, boolean post, String certificates, boolean described) {

  /** None that can be read. */
  static final SamlMetadata NONE = new SamlMetadata("", "", true, "", true);

  /** The most characters of metadata. */
  static final int MAX = 48 * 1024;

  private static final String METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";
  private static final String SIGNATURES = "http://www.w3.org/2000/09/xmldsig#";
  private static final String POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
  private static final String REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
  private static final int CERTIFICATES_MAX = 4;

  /** Reads them; empty when they are none of one identity provider. */
  static Optional<SamlMetadata> read(String xml) {
    try {
      var factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setXIncludeAware(false);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      var root = builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
      var found = all(root, METADATA, "IDPSSODescriptor").toList();
      boolean one = METADATA.equals(root.getNamespaceURI()) && found.size() == 1;
      return one && "EntityDescriptor".equals(root.getLocalName())
          ? Optional.of(of(root, found.getFirst()))
          : Optional.empty();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's XML parser does not know its features", e);
    } catch (SAXException | IOException e) {
      return Optional.empty();
    }
  }

  private static SamlMetadata of(Element entity, Element descriptor) {
    var post = address(descriptor, POST);
    var certificates =
        all(descriptor, METADATA, "KeyDescriptor")
            .filter(key -> !key.getAttribute("use").equals("encryption"))
            .flatMap(key -> all(key, SIGNATURES, "X509Certificate"))
            .map(found -> found.getTextContent().replaceAll("\\s", ""))
            .distinct()
            .toList();
    return new SamlMetadata(
        entity.getAttribute("entityID"),
        post.or(() -> address(descriptor, REDIRECT)).orElse(""),
        post.isPresent(),
        String.join(",", certificates),
        true);
  }

  private static Optional<String> address(Element descriptor, String binding) {
    return all(descriptor, METADATA, "SingleSignOnService")
        .filter(service -> service.getAttribute("Binding").equals(binding))
        .map(service -> service.getAttribute("Location"))
        .findFirst();
  }

  private static Stream<Element> all(Element in, String namespace, String name) {
    var found = in.getElementsByTagNameNS(namespace, name);
    return IntStream.range(0, found.getLength()).mapToObj(found::item).map(SamlMetadata::element);
  }

  private static Element element(Node node) {
    return (Element) node;
  }

  /**
   * The certificates of a text: PEM, or base64 with commas between; "" when one of them is none,
   * there is none, or there are more than four.
   */
  static String certificates(String text) {
    var all =
        List.of(
            text.replaceAll("-----BEGIN [A-Z ]+-----", "")
                .replaceAll("\\s", "")
                .split(",|-----END[A-Z]+-----"));
    boolean right = all.size() <= CERTIFICATES_MAX && all.stream().allMatch(SamlMetadata::isOne);
    return right ? String.join(",", all) : "";
  }

  private static boolean isOne(String base64) {
    try {
      var in = new ByteArrayInputStream(Base64.getDecoder().decode(base64));
      return CertificateFactory.getInstance("X.509").generateCertificate(in) != null;
    } catch (CertificateException | IllegalArgumentException e) {
      return false;
    }
  }
}

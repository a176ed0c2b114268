package com.integraci.appliance.mail;

import com.integraci.config.Authority;
import com.integraci.config.Secret;
import com.integraci.config.SmtpSettings;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;

/**
 * One conversation with the mail server (RFC 5321). Encrypted before anything is said that is not a
 * greeting, or not at all; the server's name is checked against its certificate.
 */
final class Smtp {

  private static final String CONNECT_MILLIS = "5000";
  private static final String ANSWER_MILLIS = "10000";
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final SmtpSettings settings;
  private final Session session;

  /**
   * Talks to this server.
   *
   * @param name what the appliance calls itself there
   */
  Smtp(SmtpSettings settings, String name) {
    this.settings = settings;
    this.session = Session.getInstance(properties(settings, name));
  }

  private static Properties properties(SmtpSettings settings, String name) {
    var properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.localhost", name);
    // The id of a message is made of it; else it would name this machine and its user.
    properties.setProperty("mail.from", settings.from());
    properties.setProperty("mail.smtp.from", settings.from());
    properties.setProperty("mail.smtp.connectiontimeout", CONNECT_MILLIS);
    properties.setProperty("mail.smtp.timeout", ANSWER_MILLIS);
    properties.setProperty("mail.smtp.writetimeout", ANSWER_MILLIS);
    properties.setProperty("mail.smtp.auth", String.valueOf(settings.login().isPresent()));
    properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    if (!settings.tls().equals("none")) {
      boolean first = settings.tls().equals("tls");
      properties.setProperty("mail.smtp.ssl.enable", String.valueOf(first));
      properties.setProperty("mail.smtp.starttls.enable", String.valueOf(!first));
      properties.setProperty("mail.smtp.starttls.required", String.valueOf(!first));
      properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
      properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
      var trust = Authority.besideSystems(settings.authorities());
      properties.put("mail.smtp.ssl.socketFactory", trust.getSocketFactory());
    }
    return properties;
  }

  /** Sends one letter. */
  void send(Letter letter) throws MessagingException {
    var message = message(letter);
    try (var transport = connected()) {
      transport.sendMessage(message, message.getAllRecipients());
    }
  }

  /** Connects and logs in, and goes. */
  void greet() throws MessagingException {
    try (var transport = connected()) {
      if (!transport.isConnected()) {
        throw new MessagingException("the server hung up");
      }
    }
  }

  private Transport connected() throws MessagingException {
    var transport = session.getTransport();
    if (settings.login().isPresent()) {
      var login = settings.login().get();
      var password = Secret.read(login.password()).reveal();
      transport.connect(settings.host(), settings.port(), login.user(), password);
    } else {
      transport.connect(settings.host(), settings.port(), null, null);
    }
    return transport;
  }

  private MimeMessage message(Letter letter) throws MessagingException {
    var message = new MimeMessage(session);
    message.setFrom(new InternetAddress(settings.from(), true));
    var to = new InternetAddress(letter.to(), true);
    message.setRecipients(Message.RecipientType.TO, new Address[] {to});
    message.setSubject(letter.subject(), UTF_8);
    message.setText(letter.text(), UTF_8);
    message.setSentDate(Date.from(Instant.now()));
    // RFC 3834: nobody's absence answers it.
    message.setHeader("Auto-Submitted", "auto-generated");
    message.saveChanges();
    return message;
  }
}

package com.integraci.appliance;

import java.time.Instant;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** One line on standard error for each event. */
public final class Log {

  private static final int FRAMES_MAX = 12;

  /** Keeps the settings of these loggers, which would otherwise be forgotten. */
  private static final Logger ROOT = Logger.getLogger("");

  private Log() {}

  /** Logs this way from now on. */
  public static void toStandardError() {
    for (Handler former : ROOT.getHandlers()) {
      ROOT.removeHandler(former);
    }
    var handler = new ConsoleHandler();
    handler.setFormatter(new OneLine());
    ROOT.addHandler(handler);
    ROOT.setLevel(Level.INFO);
  }

  /** Time, level, logger and message; what was thrown follows on the same line. */
  private static final class OneLine extends Formatter {
    @Override
    public String format(LogRecord event) {
      var line =
          new StringBuilder()
              .append(Instant.ofEpochMilli(event.getMillis()))
              .append(' ')
              .append(event.getLevel().getName())
              .append(' ')
              .append(event.getLoggerName())
              .append(' ')
              .append(formatMessage(event));
      for (Throwable t = event.getThrown(); t != null; t = t.getCause()) {
        line.append(" | ").append(t);
        var frames = t.getStackTrace();
        for (int i = 0; i < Math.min(frames.length, FRAMES_MAX); i++) {
          line.append(" < ").append(frames[i]);
        }
      }
      return line.toString().replace('\n', ' ').replace('\r', ' ') + "\n";
    }
  }
}

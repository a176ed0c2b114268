package com.integraci.appliance.console;

import com.integraci.appliance.bundles.BundleDraft;
import com.integraci.appliance.bundles.BundleDrafts;
import com.integraci.appliance.bundles.Bundles;
import com.integraci.appliance.bundles.SignedFiles;
import com.integraci.appliance.bundles.Trial;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.Limited;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.bundles.rego.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Hands a draft out to be signed where the team's key is, and publishes it with the signature that
 * comes back. Whatever is refused, the draft stays, and so does what was typed.
 */
final class DraftPublishing {

  /** Larger than an envelope may be, so that a file that is none is refused in words. */
  private static final int SIGNATURE_MAX = 1 << 16;

  private static final int BODY_MAX = 3 * SIGNATURE_MAX + 4096;

  /** The same draft is the same archive, to the byte. */
  private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  private final DraftPages pages;
  private final BundleDrafts drafts;
  private final Bundles bundles;

  DraftPublishing(DraftPages pages, BundleDrafts drafts, Bundles bundles) {
    this.pages = pages;
    this.drafts = drafts;
    this.bundles = bundles;
  }

  List<Route> routes() {
    return List.of(
        Route.page(Method.GET, DraftPages.ONE + "/archive", "draftArchive", this::archive),
        Route.page(Method.POST, DraftPages.ONE + "/publish", "draftPublish", this::publish)
            .bodyMax(BODY_MAX));
  }

  private Reply archive(Visitor visitor, Request request) {
    var draft = drafts.read(visitor.caller(), request.parameterId("draft"));
    request.query().end();
    return Reply.bytes(200, "application/zip", zip(draft)).download(draft.name() + ".zip");
  }

  private static byte[] zip(BundleDraft draft) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : draft.files().entrySet()) {
        var entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private Reply publish(Visitor visitor, Request request) {
    var draft = drafts.read(visitor.caller(), request.parameterId("draft"));
    var fields = request.form();
    fields.skip("csrf");
    var signature = fields.value("signature", 0, SIGNATURE_MAX).strip();
    fields.end();
    var form = Form.of(Map.of("signature", signature));
    try {
      var signed = new SignedFiles(draft.files(), signature);
      var bundle = bundles.publish(visitor.caller(), () -> signed);
      return Replies.goOn(request, Section.POLICIES.of(visitor) + "/" + bundle.id());
    } catch (Invalid e) {
      return refused(visitor, draft, form, e);
    } catch (Conflict e) {
      return again(visitor, 409, draft, form.wrong("", e.getMessage()));
    } catch (Limited e) {
      return again(visitor, 429, draft, form.wrong("", e.getMessage()));
    } catch (Unavailable e) {
      return again(visitor, 503, draft, form.wrong("", e.getMessage()));
    }
  }

  /** What is wrong with the signature is said beside it, what is wrong in a file at its line. */
  private Reply refused(Visitor visitor, BundleDraft draft, Form form, Invalid refused) {
    var beside =
        refused.problems().stream().filter(one -> one.field().equals("signature")).toList();
    var faults =
        refused.problems().stream()
            .filter(one -> !one.field().equals("signature"))
            .map(DraftPublishing::fault)
            .toList();
    var trial = new Trial(faults, Optional.empty());
    return pages.page(
        visitor,
        400,
        draft,
        new DraftSheet.Shown(
            DraftPages.first(draft),
            faults.isEmpty() ? Optional.empty() : Optional.of(trial),
            form.wrong(beside)));
  }

  private static Problem fault(Invalid.Problem problem) {
    var place = problem.field();
    int colon = place.lastIndexOf(':');
    return colon < 0
        ? new Problem(place, 0, 0, "", problem.message())
        : new Problem(
            place.substring(0, colon),
            Integer.parseInt(place.substring(colon + 1)),
            0,
            "",
            problem.message());
  }

  private Reply again(Visitor visitor, int status, BundleDraft draft, Form form) {
    var shown = new DraftSheet.Shown(DraftPages.first(draft), Optional.empty(), form);
    return pages.page(visitor, status, draft, shown);
  }
}

package com.integraci.appliance.console;

import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.function.Consumer;

/** Renders the templates that the build compiled; whatever they are given is escaped by context. */
final class Page {

  private static final int CHARACTERS = 16 * 1024;

  private Page() {}

  static String signUp(Frame frame, SignUpView view) {
    return text(out -> JtesignUpGenerated.render(out, null, frame, view));
  }

  static String signUpClosed(Frame frame) {
    return text(out -> JtesignUpClosedGenerated.render(out, null, frame));
  }

  static String progress(Frame frame, ProgressView view) {
    return text(out -> JteprogressGenerated.render(out, null, frame, view));
  }

  static String progressFragment(Frame frame, ProgressView view) {
    return text(out -> JteprogressFragmentGenerated.render(out, null, frame, view));
  }

  static String signIn(Frame frame, SignInView view) {
    return text(out -> JtesignInGenerated.render(out, null, frame, view));
  }

  static String home(Frame frame, HomeView view) {
    return text(out -> JtehomeGenerated.render(out, null, frame, view));
  }

  static String members(Frame frame, MembersView view) {
    return text(out -> JtemembersGenerated.render(out, null, frame, view));
  }

  static String member(Frame frame, MemberView view) {
    return text(out -> JtememberGenerated.render(out, null, frame, view));
  }

  static String groups(Frame frame, GroupsView view) {
    return text(out -> JtegroupsGenerated.render(out, null, frame, view));
  }

  static String group(Frame frame, GroupView view) {
    return text(out -> JtegroupGenerated.render(out, null, frame, view));
  }

  static String providers(Frame frame, ProvidersView view) {
    return text(out -> JteprovidersGenerated.render(out, null, frame, view));
  }

  static String provider(Frame frame, ProviderView view) {
    return text(out -> JteproviderGenerated.render(out, null, frame, view));
  }

  static String invitations(Frame frame, InvitationsView view) {
    return text(out -> JteinvitationsGenerated.render(out, null, frame, view));
  }

  static String accept(Frame frame, AcceptView view) {
    return text(out -> JteacceptGenerated.render(out, null, frame, view));
  }

  static String accepted(Frame frame, AcceptView view) {
    return text(out -> JteacceptedGenerated.render(out, null, frame, view));
  }

  static String memberRemove(Frame frame, MemberView view) {
    return text(out -> JtememberRemoveGenerated.render(out, null, frame, view));
  }

  static String accounts(Frame frame, AccountsView view) {
    return text(out -> JteaccountsGenerated.render(out, null, frame, view));
  }

  static String account(Frame frame, AccountView view) {
    return text(out -> JteaccountGenerated.render(out, null, frame, view));
  }

  static String secrets(Frame frame, SecretsView view) {
    return text(out -> JtesecretsGenerated.render(out, null, frame, view));
  }

  static String secretRotate(Frame frame, SecretView view) {
    return text(out -> JtesecretRotateGenerated.render(out, null, frame, view));
  }

  static String secretDelete(Frame frame, SecretView view) {
    return text(out -> JtesecretDeleteGenerated.render(out, null, frame, view));
  }

  static String webhooks(Frame frame, WebhooksView view) {
    return text(out -> JtewebhooksGenerated.render(out, null, frame, view));
  }

  static String webhook(Frame frame, WebhookView view) {
    return text(out -> JtewebhookGenerated.render(out, null, frame, view));
  }

  static String delivery(Frame frame, DeliveryView view) {
    return text(out -> JtedeliveryGenerated.render(out, null, frame, view));
  }

  static String auditErase(Frame frame, AuditEraseView view) {
    return text(out -> JteauditEraseGenerated.render(out, null, frame, view));
  }

  static String audit(Frame frame, AuditPageView view) {
    return text(out -> JteauditGenerated.render(out, null, frame, view));
  }

  static String workflows(Frame frame, WorkflowsView view) {
    return text(out -> JteworkflowsGenerated.render(out, null, frame, view));
  }

  static String workflow(Frame frame, WorkflowDetailView view) {
    return text(out -> JteworkflowGenerated.render(out, null, frame, view));
  }

  static String operatorPassword(Frame frame, OperatorPasswordView view) {
    return text(out -> JteoperatorPasswordGenerated.render(out, null, frame, view));
  }

  static String operatorPasswordDone(Frame frame, String console) {
    return text(out -> JteoperatorPasswordDoneGenerated.render(out, null, frame, console));
  }

  static String tenants(Frame frame, TenantsView view) {
    return text(out -> JtetenantsGenerated.render(out, null, frame, view));
  }

  static String suspension(Frame frame, SuspensionView view) {
    return text(out -> JtesuspensionGenerated.render(out, null, frame, view));
  }

  static String probe(Frame frame, ProbeView view) {
    return text(out -> JteprobeGenerated.render(out, null, frame, view));
  }

  static String repair(Frame frame, RepairView view) {
    return text(out -> JterepairGenerated.render(out, null, frame, view));
  }

  static String alerts(Frame frame, AlertsView view) {
    return text(out -> JtealertsGenerated.render(out, null, frame, view));
  }

  static String notices(Frame frame, NoticesView view) {
    return text(out -> JtenoticesGenerated.render(out, null, frame, view));
  }

  static String bundles(Frame frame, BundlesView view) {
    return text(out -> JtebundlesGenerated.render(out, null, frame, view));
  }

  static String bundle(Frame frame, BundleView view) {
    return text(out -> JtebundleGenerated.render(out, null, frame, view));
  }

  static String rule(Frame frame, RuleView view) {
    return text(out -> JteruleGenerated.render(out, null, frame, view));
  }

  static String frameworks(Frame frame, FrameworksView view) {
    return text(out -> JteframeworksGenerated.render(out, null, frame, view));
  }

  static String framework(Frame frame, FrameworkView view) {
    return text(out -> JteframeworkGenerated.render(out, null, frame, view));
  }

  static String drafts(Frame frame, DraftsView view) {
    return text(out -> JtedraftsGenerated.render(out, null, frame, view));
  }

  static String draft(Frame frame, DraftView view) {
    return text(out -> JtedraftGenerated.render(out, null, frame, view));
  }

  static String answer(Frame frame, AnswerView view) {
    return text(out -> JteanswerGenerated.render(out, null, frame, view));
  }

  static String exceptions(Frame frame, ExceptionsView view) {
    return text(out -> JteexceptionsGenerated.render(out, null, frame, view));
  }

  static String keys(Frame frame, KeysView view) {
    return text(out -> JtekeysGenerated.render(out, null, frame, view));
  }

  static String keyRemove(Frame frame, KeysView.Row row, String back) {
    return text(out -> JtekeyRemoveGenerated.render(out, null, frame, row, back));
  }

  static String exceptionOwner(Frame frame, ExceptionOwnerView view) {
    return text(out -> JteexceptionOwnerGenerated.render(out, null, frame, view));
  }

  static String replays(Frame frame, ReplaysView view) {
    return text(out -> JtereplaysGenerated.render(out, null, frame, view));
  }

  static String shadow(Frame frame, ShadowView view) {
    return text(out -> JteshadowGenerated.render(out, null, frame, view));
  }

  static String replay(Frame frame, ReplayView view) {
    return text(out -> JtereplayGenerated.render(out, null, frame, view));
  }

  static String decisions(Frame frame, DecisionsView view) {
    return text(out -> JtedecisionsGenerated.render(out, null, frame, view));
  }

  static String decision(Frame frame, DecisionView view) {
    return text(out -> JtedecisionGenerated.render(out, null, frame, view));
  }

  static String decisionErase(Frame frame, DecisionsView.Row row) {
    return text(out -> JtedecisionEraseGenerated.render(out, null, frame, row));
  }

  static String components(Frame frame, ComponentsView view) {
    return text(out -> JtecomponentsGenerated.render(out, null, frame, view));
  }

  static String problem(Frame frame, ProblemView view) {
    return text(out -> JteproblemGenerated.render(out, null, frame, view));
  }

  private static String text(Consumer<HtmlTemplateOutput> template) {
    var output = new StringOutput(CHARACTERS);
    template.accept(new OwaspHtmlTemplateOutput(output));
    return output.toString();
  }
}

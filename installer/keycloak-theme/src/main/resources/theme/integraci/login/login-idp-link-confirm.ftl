<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; part>
  <#if part == "header">
    ${msg("confirmLinkIdpTitle")}
  <#elseif part == "form">
    <p>${msg("confirmLinkWhy", idpDisplayName!idpAlias)}</p>
    <form id="kc-register-form" class="form" action="${url.loginAction}" method="post">
      <button class="button button-primary wide" type="submit" name="submitAction" id="linkAccount" value="linkAccount">${msg("confirmLinkIdpContinue")}</button>
    </form>
    <p class="hint">${msg("confirmLinkNot")}</p>
  </#if>
</@layout.registrationLayout>

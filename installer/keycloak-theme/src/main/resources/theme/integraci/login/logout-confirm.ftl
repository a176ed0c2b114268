<#import "template.ftl" as layout>
<@layout.registrationLayout; part>
  <#if part == "header">
    ${msg("logoutConfirmTitle")}
  <#elseif part == "form">
    <p class="hint">${msg("logoutConfirmHeader")}</p>
    <form class="form" action="${url.logoutConfirmAction}" method="post">
      <input type="hidden" name="session_code" value="${logoutConfirm.code}">
      <button class="button button-primary wide" id="kc-logout" name="confirmLogout" type="submit">${msg("doLogout")}</button>
    </form>
  </#if>
</@layout.registrationLayout>

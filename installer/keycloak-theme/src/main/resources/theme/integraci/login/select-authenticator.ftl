<#import "template.ftl" as layout>
<@layout.registrationLayout; part>
  <#if part == "header">
    ${msg("loginChooseAuthenticator")}
  <#elseif part == "form">
    <#list auth.authenticationSelections as one>
      <form class="form" action="${url.loginAction}" method="post">
        <input type="hidden" name="authenticationExecution" value="${one.authExecId}">
        <p><button class="button button-quiet wide" type="submit">${msg(one.displayName)}</button></p>
      </form>
    </#list>
  </#if>
</@layout.registrationLayout>

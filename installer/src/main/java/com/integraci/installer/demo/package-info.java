/**
 * What {@code up --demo} makes: two teams with secrets, and so with entries, through the public API
 * and the teams' own sign-in like anybody else. May use {@code outcome}, {@code folder}, {@code
 * process} and {@code stack}.
 */
package com.integraci.installer.demo;

/**
 * The console in a real browser against the whole stack: the story of a new team, by mouse, by
 * keyboard and without scripts, two teams in one browser, accessibility of every page. May use
 * every module.
 */
package com.integraci.tests.browser;

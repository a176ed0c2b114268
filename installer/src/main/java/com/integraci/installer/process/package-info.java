/**
 * Processes of the embedded stack: started as a user of their own, recorded by themselves before
 * they run, watched, started again, stopped in order, and found again when their supervisor was
 * killed. Uses {@code folder} and {@code outcome}.
 */
package com.integraci.installer.process;

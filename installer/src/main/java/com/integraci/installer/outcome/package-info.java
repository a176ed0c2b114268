/**
 * How a command ends: the exit codes, and the refusal that carries one together with its sentence.
 * Uses nothing; everything in the installer may use it.
 */
package com.integraci.installer.outcome;

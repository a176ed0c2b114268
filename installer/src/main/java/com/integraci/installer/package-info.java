/**
 * The {@code integraci} command. {@code Main} lists what it can do; each command is a class of its
 * own that turns words into an order for {@code stack} and what comes back into lines and an exit
 * code. Uses every package of the installer.
 */
package com.integraci.installer;

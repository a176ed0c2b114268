/**
 * The data folder: what may be used as one, who owns what in it, how a file or a first
 * initialisation becomes durable, and the ports it keeps. Uses {@code outcome}, and of airgap what
 * forces a folder to the disk.
 */
package com.integraci.installer.folder;

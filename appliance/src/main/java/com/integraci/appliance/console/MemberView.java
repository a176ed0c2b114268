package com.integraci.appliance.console;

import java.util.List;

/**
 * One member and what the reader may do about it.
 *
 * @param row as in the list
 * @param version of the member, which a change names
 * @param roles what it may be made; empty when the reader may not
 * @param roleAction where the form goes
 * @param leave whether the reader is this member
 * @param removable whether the reader may remove it, or leave
 * @param removeLink the page that asks again
 * @param removeAction where the confirmation goes
 * @param back the list
 * @param held what it has beside its own role
 * @param factor its second factor
 * @param form what is wrong
 */
record MemberView(
    MembersView.Row row,
    int version,
    List<String> roles,
    String roleAction,
    boolean leave,
    boolean removable,
    String removeLink,
    String removeAction,
    String back,
    HeldView held,
    FactorView factor,
    Form form) {}

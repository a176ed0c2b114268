package com.integraci.bundles.rego;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.util.List;
import java.util.function.Function;

/**
 * Rules that {@link Opa} compiled to WebAssembly, compiled once more: to bytecode of this virtual
 * machine, which all instances share. No function of it is ever interpreted. Safe for use by many
 * threads.
 */
public final class RegoProgram {

  private final WasmModule module;
  private final Function<Instance, Machine> machines;

  private RegoProgram(WasmModule module, Function<Instance, Machine> machines) {
    this.module = module;
    this.machines = machines;
  }

  /**
   * Compiles a module.
   *
   * @param wasm what {@link Opa#compile} made; nothing else is ever loaded
   * @throws RegoRefused when a rule is larger than a method of this virtual machine may be
   */
  public static RegoProgram of(byte[] wasm) {
    var module = Parser.parse(wasm);
    try {
      return new RegoProgram(module, compiled(module));
    } catch (ChicoryException e) {
      throw new RegoRefused(
          List.of(
              new Problem(
                  "", 0, 0, "size", "A rule is too large to be compiled: " + e.getMessage())));
    }
  }

  static Function<Instance, Machine> compiled(WasmModule module) {
    return MachineFactoryCompiler.builder(module)
        .withInterpreterFallback(InterpreterFallback.FAIL)
        .compile();
  }

  /**
   * A place to evaluate in.
   *
   * @param entryPoint the rule that is asked, one of those that {@link Opa#compile} was told
   * @param data what rules read as {@code data}, JSON
   */
  public RegoInstance instance(String entryPoint, byte[] data) {
    return new RegoInstance(module, machines, entryPoint, data);
  }
}

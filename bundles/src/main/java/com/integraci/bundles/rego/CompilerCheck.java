package com.integraci.bundles.rego;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import java.lang.StackWalker.StackFrame;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Whether WebAssembly runs as bytecode of this virtual machine. A module calls back, and who called
 * is read off the stack: the answer does not depend on how fast or busy the machine is.
 */
public final class CompilerCheck {

  /** {@code (module (import "e" "f" (func)) (func (export "r") call 0))}. */
  private static final String CALLS_BACK =
      "0061736d01000000"
          + "010401600000"
          + "02070101650166"
          + "0000"
          + "03020100"
          + "0705010172"
          + "0001"
          + "0a0601040010000b";

  private CompilerCheck() {}

  /**
   * Goes on only when it does.
   *
   * @throws CompilerMissing when it is interpreted, or the compiler's classes are not there
   */
  public static void require() {
    require(RegoProgram::compiled);
  }

  static void require(Function<WasmModule, Function<Instance, Machine>> compiler) {
    var compiled = new AtomicBoolean();
    try {
      var module = Parser.parse(HexFormat.of().parseHex(CALLS_BACK));
      var callback =
          new HostFunction(
              "e",
              "f",
              FunctionType.empty(),
              (_, _) -> {
                compiled.set(!interpreted());
                return new long[0];
              });
      Instance.builder(module)
          .withImportValues(ImportValues.builder().addFunction(callback).build())
          .withMachineFactory(compiler.apply(module))
          .build()
          .export("r")
          .apply();
    } catch (LinkageError e) {
      throw new CompilerMissing(e);
    }
    if (!compiled.get()) {
      throw new CompilerMissing(null);
    }
  }

  private static boolean interpreted() {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(
            frames ->
                frames
                    .map(StackFrame::getDeclaringClass)
                    .anyMatch(InterpreterMachine.class::isAssignableFrom));
  }
}

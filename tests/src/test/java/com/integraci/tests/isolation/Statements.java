package com.integraci.tests.isolation;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.FrontDoor;
import com.integraci.appliance.database.Tx;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * Finds statements that are not constant text: calls of {@link Tx}, {@link FrontDoor} and {@link
 * Database} whose statement is anything but literals and compile-time constants. Asks the compiler,
 * so that a name for a door or a constant does not matter.
 */
final class Statements extends TreePathScanner<Void, List<String>> {

  private static final Set<String> DOORS =
      Set.of(Tx.class.getName(), FrontDoor.class.getName(), Database.class.getName());

  /** Their methods that take a statement, and which parameter it is. */
  private static final Map<String, Integer> VERBS =
      Map.of("query", 0, "first", 0, "execute", 0, "executeWithNext", 0, "call", 0, "read", 1);

  private final Trees trees;

  /** Private methods that hand a parameter of theirs to a door, with its index: doors as well. */
  private final Map<Element, Integer> passages = new HashMap<>();

  private Statements(Trees trees) {
    this.trees = trees;
  }

  /** Each loose statement, as file, line and text. Sources that don't compile are an error. */
  static List<String> loose(Iterable<? extends JavaFileObject> sources) throws IOException {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var messages = new StringWriter();
    var task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(messages, null, null, List.of("-proc:none", "-cp", path), null, sources);
    var units = new ArrayList<Tree>();
    task.parse().forEach(units::add);
    task.analyze();
    if (messages.toString().contains("error:")) {
      throw new IllegalStateException(messages.toString());
    }
    var trees = Trees.instance(task);
    var found = new ArrayList<String>();
    units.forEach(unit -> found.addAll(new Statements(trees).loose(unit)));
    return found;
  }

  /** Again until no passage is new; one that calls a passage is found a round later. */
  private List<String> loose(Tree unit) {
    int before;
    List<String> found;
    do {
      before = passages.size();
      found = new ArrayList<>();
      scan(unit, found);
    } while (passages.size() > before);
    return found;
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree call, List<String> found) {
    var method = trees.getElement(getCurrentPath());
    if (isDoor(method) || passages.containsKey(method)) {
      ExpressionTree sql = call.getArguments().get(position(method));
      if (!isConstant(sql) && !isPassedOn(sql)) {
        report(sql, found);
      }
    }
    return super.visitMethodInvocation(call, found);
  }

  @Override
  public Void visitMemberReference(MemberReferenceTree reference, List<String> found) {
    var method = trees.getElement(getCurrentPath());
    if (isDoor(method) || passages.containsKey(method)) {
      report(reference, found);
    }
    return super.visitMemberReference(reference, found);
  }

  private static boolean isDoor(Element method) {
    return method != null
        && method.getEnclosingElement() instanceof TypeElement type
        && DOORS.contains(type.getQualifiedName().toString())
        && VERBS.containsKey(method.getSimpleName().toString());
  }

  private int position(Element method) {
    return isDoor(method)
        ? VERBS.get(method.getSimpleName().toString())
        : passages.getOrDefault(method, 0);
  }

  private boolean isConstant(Tree tree) {
    return switch (tree) {
      case LiteralTree _ -> true;
      case ParenthesizedTree inner -> isConstant(inner.getExpression());
      case BinaryTree sum -> isConstant(sum.getLeftOperand()) && isConstant(sum.getRightOperand());
      case ConditionalExpressionTree either ->
          isConstant(either.getTrueExpression()) && isConstant(either.getFalseExpression());
      default -> element(tree) instanceof VariableElement name && name.getConstantValue() != null;
    };
  }

  /**
   * Whether it is a parameter of a door, or of a private method, whose calls are then looked at.
   */
  private boolean isPassedOn(Tree tree) {
    if (!(element(tree) instanceof VariableElement name)
        || !(name.getEnclosingElement() instanceof ExecutableElement method)
        || !method.getParameters().contains(name)) {
      return false;
    }
    if (method.getModifiers().contains(Modifier.PRIVATE)) {
      passages.put(method, method.getParameters().indexOf(name));
      return true;
    }
    return isDoor(method);
  }

  private Element element(Tree tree) {
    return trees.getElement(new TreePath(getCurrentPath(), tree));
  }

  private void report(Tree tree, List<String> found) {
    var unit = getCurrentPath().getCompilationUnit();
    long start = trees.getSourcePositions().getStartPosition(unit, tree);
    found.add(
        "%s:%d: %s"
            .formatted(
                unit.getSourceFile().getName(), unit.getLineMap().getLineNumber(start), tree));
  }
}

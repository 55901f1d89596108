# Sourced by the commands beside it: finds the JDK and builds a module. Sets root, java and version (of the JDK).

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

fail() {
  echo "bin/$(basename "$0"): $*" >&2
  exit 2
}

# java and javac of JAVA_HOME, else those of the PATH.
find_jdk() {
  local javac where
  if [ -n "${JAVA_HOME:-}" ]; then
    java="$JAVA_HOME/bin/java"
    javac="$JAVA_HOME/bin/javac"
    where="JAVA_HOME ($JAVA_HOME)"
  else
    java="$(command -v java || true)"
    javac="$(command -v javac || true)"
    where="the PATH (and JAVA_HOME is not set)"
  fi
  [ -n "$java" ] && [ -x "$java" ] && [ -n "$javac" ] && [ -x "$javac" ] ||
    fail "no JDK found in $where: install JDK 17 or newer, or set JAVA_HOME to one"
  version="$("$javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')"
  [ -n "$version" ] || fail "cannot tell the version of $javac"
  [ "$version" -ge 17 ] || fail "the JDK in $where has version $version: 17 or newer is needed"
}

# Builds module $1 and what it needs, without tests; what follows are options of Maven, whose output is shown only
# when it fails.
build() {
  local log module="$1"
  shift
  echo "building $module ..." >&2
  log="$(mktemp)"
  if ! (cd "$root" && ./mvnw -q -B -ntp -pl "$module" -am package -Dmaven.test.skip=true "$@") >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    fail "the build failed, see above"
  fi
  rm -f "$log"
}

# The class path of module $1: its classes and those of the runtime.
classes_of() {
  echo "$root/$1/target/classes:$root/runtime/target/classes:$root/annotations/target/classes"
}

# Becomes class $1 of the samples, with OpenCL at hand; the other arguments are its own. Options of Java
# are taken from java_options.
java_options=()
run_matrices() {
  local main="org.cotangent.samples.matrices.$1"
  shift
  # Before 24 the option is unknown, from then on native libraries are warned of without it.
  [ "$version" -lt 24 ] || java_options+=(--enable-native-access=ALL-UNNAMED)
  keep_signals
  exec "$java" "${java_options[@]}" -cp "$(classes_of samples):$root/samples/target/lib/*" "$main" "$@"
}

# PoCL takes signals that Java lives on, unless this library of the JDK keeps them (docs/opencl.md).
keep_signals() {
  local library
  library="$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.home = //p')/lib/libjsig.so"
  if [ -e "$library" ]; then
    export LD_PRELOAD="$library"
  fi
}

# The processor's jar.
processor_jar() {
  ls "$root"/processor/target/cotangent-processor-*.jar | grep -v -e '-sources' -e '-javadoc' | head -n 1
}

find_jdk

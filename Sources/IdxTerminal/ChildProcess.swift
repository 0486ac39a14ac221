#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Another program, started with a list of arguments and without a shell.
public struct ChildProcess: Sendable {
  /// What a program left behind.
  public struct Result: Sendable {
    /// What it wrote to standard output and to standard error.
    public var output: [UInt8] = []
    public var messages: [UInt8] = []
    /// Its exit status; `nil` if a signal ended it.
    public var status: Int32?
  }

  /// Why a program could not be run.
  public enum Failure: Error, Hashable, Sendable {
    /// What the system says.
    case system(String)
  }

  /// The path of the program.
  public let program: String

  /// Creates the program called `name` that stands first in the folders of PATH; `nil` if none does.
  ///
  /// Folders that are not absolute are left out: what stands in the working folder is not to be run.
  public init?(named name: String) {
    guard let folders = getenv("PATH").map({ String(cString: $0) }) else { return nil }
    let paths = folders.split(separator: ":").filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
    guard let path = paths.first(where: { access($0, X_OK) == 0 && !Self.isFolder($0) }) else {
      return nil
    }
    program = path
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Runs the program with `arguments`, nothing on standard input, and of the environment the variables
  /// `inherited` and those of `environment`; returns what it left behind.
  public func run(
    _ arguments: [String], inheriting inherited: [String], environment: [String: String] = [:]
  ) -> Swift.Result<Result, Failure> {
    guard let output = Pipe() else { return .failure(Self.lastFailure()) }
    guard let messages = Pipe() else {
      output.close()
      return .failure(Self.lastFailure())
    }
    let known = inherited.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" }
    }
    let variables = known + environment.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
    let started = start([program] + arguments, variables, output, messages)
    closeDescriptor(output.input)
    closeDescriptor(messages.input)
    defer {
      closeDescriptor(output.output)
      closeDescriptor(messages.output)
    }
    guard case .success(let child) = started else { return started.map { _ in Result() } }
    var result = Result()
    Self.drain(output.output, messages.output, into: &result)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      if errno != EINTR { return .failure(Self.lastFailure()) }
    }
    // The low seven bits tell of a signal, the next eight the status.
    if status & 0x7F == 0 { result.status = (status >> 8) & 0xFF }
    return .success(result)
  }

  private func start(
    _ words: [String], _ variables: [String], _ output: Pipe, _ messages: Pipe
  ) -> Swift.Result<pid_t, Failure> {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output.input, 1)
    posix_spawn_file_actions_adddup2(&actions, messages.input, 2)
    var child = pid_t()
    let code = Self.withPointers(words) { words in
      Self.withPointers(variables) { posix_spawn(&child, program, &actions, nil, words, $0) }
    }
    return code == 0 ? .success(child) : .failure(.system(String(cString: strerror(code))))
  }

  private static func withPointers<Value>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    let pointers = texts.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers)
  }

  /// Reads both streams as they come, so that the program waits for neither.
  private static func drain(_ output: Int32, _ messages: Int32, into result: inout Result) {
    var open = [
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: messages, events: Int16(POLLIN), revents: 0),
    ]
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while !open.isEmpty {
      if poll(&open, nfds_t(open.count), -1) < 0 {
        if errno == EINTR { continue }
        return
      }
      for stream in open where stream.revents != 0 {
        let count = read(stream.fd, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        if count <= 0 {
          open.removeAll { $0.fd == stream.fd }
        } else if stream.fd == output {
          result.output += buffer.prefix(count)
        } else {
          result.messages += buffer.prefix(count)
        }
      }
    }
  }

  private static func lastFailure() -> Failure { .system(String(cString: strerror(errno))) }
}

/// A pipe: what is written into one end is read from the other. Programs started do not keep its ends.
private struct Pipe {
  let output: Int32
  let input: Int32

  init?() {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (output, input) = (ends[0], ends[1])
  }

  func close() {
    closeDescriptor(output)
    closeDescriptor(input)
  }
}

private func closeDescriptor(_ descriptor: Int32) { _ = close(descriptor) }

package atlas.vm.builtins;

import java.util.Set;

/** Names that a later version of the library will have (stdlib §24). */
final class Reserved {
  static final Set<String> NAMES =
      Set.of(
          """
          httpRequest httpRequestGet httpRequestPost httpRequestPut httpRequestDelete
          httpRequestPatch httpSetHeader httpSetBody httpSetTimeout httpSetQuery
          httpSetFollowRedirects httpSetMaxRedirects httpSetUserAgent httpSetAuth httpStatus
          httpStatusText httpBody httpHeader httpHeaders httpUrl httpIsSuccess httpIsRedirect
          httpIsClientError httpIsServerError httpContentType httpContentLength httpSend httpGet
          httpPost httpPut httpDelete httpPatch httpPostJson httpGetJson httpParseJson
          httpCheckPermission
          futureNew futureResolve futureReject futureThen futureCatch futureAll futureRace
          futureIsPending futureIsResolved futureIsRejected await
          readFileAsync writeFileAsync appendFileAsync httpSendAsync httpGetAsync httpPostAsync
          httpPutAsync httpDeleteAsync
          spawn taskJoin taskStatus taskCancel taskId taskName joinAll channelBounded
          channelUnbounded channelSend channelReceive channelSelect channelIsClosed sleep timer
          interval timeout asyncMutex asyncMutexGet asyncMutexSet
          gzipCompress gzipDecompress gzipDecompressString gzipIsGzip gzipCompressionRatio
          tarCreate tarCreateGz tarExtract tarExtractGz tarList tarContains zipCreate
          zipCreateWithComment zipExtract zipExtractFiles zipList zipContains zipCompressionRatio
          zipAddFile zipValidate zipComment
          """
              .trim()
              .split("\\s+"));

  private Reserved() {}
}

using System.Text.Json.Serialization;
using Footfall.Accounts.Audit;
using Footfall.Accounts.Definitions;
using Footfall.Accounts.Keys;
using Footfall.Accounts.Links;
using Footfall.Accounts.Notices;
using Footfall.Accounts.Projects;
using Footfall.Accounts.Sealed;
using Footfall.Accounts.Sessions;
using Footfall.Accounts.Setup;
using Footfall.Accounts.Tokens;
using Footfall.Accounts.Vaults;

namespace Footfall.Accounts;

/// <summary>Every body that the accounts' endpoints read or write, in snake_case, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SetupState))]
[JsonSerializable(typeof(SetupRequest))]
[JsonSerializable(typeof(StretchParameters))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(AccountKeysAnswer))]
[JsonSerializable(typeof(PublicKeysAnswer))]
[JsonSerializable(typeof(PutAccountKeys))]
[JsonSerializable(typeof(VaultAnswer))]
[JsonSerializable(typeof(VaultList))]
[JsonSerializable(typeof(CreateVault))]
[JsonSerializable(typeof(ChangePassword))]
[JsonSerializable(typeof(StartRecovery))]
[JsonSerializable(typeof(RecoveryAnswer))]
[JsonSerializable(typeof(FinishRecovery))]
[JsonSerializable(typeof(CreatePasskey))]
[JsonSerializable(typeof(PasskeyAnswer))]
[JsonSerializable(typeof(PasskeyList))]
[JsonSerializable(typeof(AppendToLog))]
[JsonSerializable(typeof(CreateInvitation))]
[JsonSerializable(typeof(InvitationAnswer))]
[JsonSerializable(typeof(InvitationList))]
[JsonSerializable(typeof(InvitationState))]
[JsonSerializable(typeof(AcceptInvitation))]
[JsonSerializable(typeof(CreateAgent))]
[JsonSerializable(typeof(AgentAnswer))]
[JsonSerializable(typeof(AgentList))]
[JsonSerializable(typeof(DocumentAnswer))]
[JsonSerializable(typeof(DocumentList))]
[JsonSerializable(typeof(ErasureBody))]
[JsonSerializable(typeof(PutDocument))]
[JsonSerializable(typeof(PutStreamItem))]
[JsonSerializable(typeof(StreamItemPage))]
[JsonSerializable(typeof(StreamList))]
[JsonSerializable(typeof(EpochAnswer))]
[JsonSerializable(typeof(EpochList))]
[JsonSerializable(typeof(EpochBody))]
[JsonSerializable(typeof(ProjectAnswer))]
[JsonSerializable(typeof(ProjectList))]
[JsonSerializable(typeof(CreateProject))]
[JsonSerializable(typeof(GoalAnswer))]
[JsonSerializable(typeof(GoalList))]
[JsonSerializable(typeof(CreateGoal))]
[JsonSerializable(typeof(DefinitionAnswer))]
[JsonSerializable(typeof(DefinitionList))]
[JsonSerializable(typeof(CreateDefinition))]
[JsonSerializable(typeof(ChangeDefinition))]
[JsonSerializable(typeof(LinkAnswer))]
[JsonSerializable(typeof(LinkList))]
[JsonSerializable(typeof(PutLink))]
[JsonSerializable(typeof(OpenLink))]
[JsonSerializable(typeof(LinkTicket))]
[JsonSerializable(typeof(NoticeAnswer))]
[JsonSerializable(typeof(NoticeList))]
[JsonSerializable(typeof(PutNotice))]
[JsonSerializable(typeof(LetterList))]
[JsonSerializable(typeof(SiteList))]
[JsonSerializable(typeof(DeclaredEvents))]
[JsonSerializable(typeof(SeenEventList))]
[JsonSerializable(typeof(ErasedAnswer))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(TokenList))]
[JsonSerializable(typeof(CreateToken))]
[JsonSerializable(typeof(AuditPage))]
public sealed partial class AccountsJson : JsonSerializerContext;
